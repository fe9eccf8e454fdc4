"""The verb that serves the page and the API."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from k3extract.cli_sources import RULES
from k3extract.errors import BackendError

_EXTRA = {"fastapi", "starlette", "uvicorn", "python_multipart", "anyio"}


def register(group: click.Group) -> None:
    """Hang the verb of this module on the main command."""
    group.add_command(serve)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for the whole network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--open", "browse", is_flag=True, help="Open the page in a browser.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language shown first.")
@click.option("--review", type=click.Path(dir_okay=False), help="File of decisions.  [default: review.jsonl]")
@click.option("--no-review", is_flag=True, help="Decisions cannot be made.")
@click.option("--reviewer", default="Redaksi", show_default=True, help="Who reviews, for ClaimReview.")
@click.option("--address", default="https://example.org/{}", show_default=True, help="Of the reviews, {} a number.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Another name the server is reached by.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Articles read at a time.")
@click.option("--seconds", type=click.FloatRange(0.1), default=20.0, show_default=True, help="An article may take.")
@click.option("--max-mb", type=click.IntRange(1, 1024), default=16, show_default=True, help="Of one request.")
@click.option("--max-chars", type=click.IntRange(1), default=200_000, show_default=True, help="Of one article.")
@click.option("--max-articles", type=click.IntRange(1), default=200, show_default=True, help="Of one upload.")
@click.option("--rate", type=click.IntRange(1), default=60, show_default=True, help="Posts a minute, off loopback.")
@RULES
def serve(host: str, port: int, browse: bool, review: str | None, **options: Any) -> None:
    """Open the page: paste or upload articles, see the records and findings, decide on them, download them.

    Programs ask POST /v1/extract and POST /v1/check of the same address; /docs tells how. Everything stays on this
    machine. Other machines can reach it only with --host; there is no password, so do that only in a network you
    trust. Decisions go into review.jsonl, which check, reconcile and review read too (off this machine only when
    --review names it). Ctrl-C stops the server.
    """
    try:
        from k3extract.web import Settings, create_app
        from k3extract.web.server import address, listen, run
        from k3extract.web.settings import is_loopback
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise BackendError("serve", f'{error.name} is not installed: pip install "k3extract[web]"') from None
    if review is None and is_loopback(host):
        review = "review.jsonl"
    settings = Settings(
        host=host,
        names=options["names"],
        language=options["lang"],
        rules=options["rules"],
        review=Path(review) if review and not options["no_review"] else None,
        jobs=options["jobs"],
        seconds=options["seconds"],
        max_bytes=options["max_mb"] << 20,
        max_chars=options["max_chars"],
        max_articles=options["max_articles"],
        rate=options["rate"],
        reviewer=options["reviewer"],
        address=options["address"],
    )
    app = create_app(settings)
    opened = listen(host, port)
    where = address(host, opened)

    def ready(_: object) -> None:
        click.echo(f"k3extract: {where} (Ctrl-C)", err=True)
        if not settings.loopback:
            click.echo("k3extract: no password: everybody who reaches this address can use it", err=True)
        if browse:
            click.launch(where)

    with suppress(KeyboardInterrupt):
        run(app, opened, ready)
