"""Scrapy settings of the project. Politeness, robots.txt and order are our own parts; what they replace is off.

What a user sets beside them is heeded or refused by ``scrapy_options``. Crawls of ``spotcheck`` itself need still less: ``run``.
"""

from typing import Any

from spotcheck.config.settings import Settings

try:
    import uvloop  # noqa: F401

    ASYNCIO_EVENT_LOOP: str | None = "uvloop.Loop"
except ImportError:
    ASYNCIO_EVENT_LOOP = None

BOT_NAME = "spotcheck"
SPIDER_MODULES = ["spotcheck.crawler.spiders"]
USER_AGENT = Settings().agent()
TWISTED_REACTOR_ENABLED = False  # asyncio alone: half the CPU a page, and a process may crawl more than once

SCHEDULER = "spotcheck.crawler.scheduler.FrontierScheduler"
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "http": "spotcheck.crawler.handler.PoliteHandler",
    "https": "spotcheck.crawler.handler.PoliteHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "spotcheck.crawler.middlewares.ReplayMiddleware": 100,
    "spotcheck.crawler.middlewares.GuardMiddleware": 200,
    "spotcheck.crawler.robots.RobotsMiddleware": 300,
    "spotcheck.crawler.middlewares.CookiesMiddleware": 400,
    **{
        f"scrapy.downloadermiddlewares.{name}": None
        for name in (
            "offsite.OffsiteMiddleware",
            "robotstxt.RobotsTxtMiddleware",
            "httpauth.HttpAuthMiddleware",
            "downloadtimeout.DownloadTimeoutMiddleware",
            "defaultheaders.DefaultHeadersMiddleware",
            "useragent.UserAgentMiddleware",
            "retry.RetryMiddleware",
            "redirect.MetaRefreshMiddleware",
            "redirect.RedirectMiddleware",
            "httpcompression.HttpCompressionMiddleware",
            "cookies.CookiesMiddleware",
            "httpproxy.HttpProxyMiddleware",
            "httpcache.HttpCacheMiddleware",
        )
    },
}
SPIDER_MIDDLEWARES: dict[str, Any] = {
    f"scrapy.spidermiddlewares.{name}": None
    for name in (
        "start.StartSpiderMiddleware",
        "httperror.HttpErrorMiddleware",
        "referer.RefererMiddleware",
        "urllength.UrlLengthMiddleware",
        "depth.DepthMiddleware",
        "metacopy.MetaCopyDetectionMiddleware",
    )
}
EXTENSIONS: dict[str, Any] = {
    f"scrapy.extensions.{name}": None
    for name in (
        "telnet.TelnetConsole",
        "memdebug.MemoryDebugger",
        "spiderstate.SpiderState",  # a job is kept in its snapshot
        "throttle.AutoThrottle",
        "remote_control.RemoteControl",
    )
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "INFO"
FEED_EXPORT_ENCODING = "utf-8"

CONCURRENT_REQUESTS = 16  # never reached: the frontier hands out a few at a time, the gate lets one through an address
CONCURRENT_REQUESTS_PER_DOMAIN = 16
DOWNLOAD_DELAY = 0  # the gate keeps the pause, without Scrapy's jitter, which would break the promised gap
DOWNLOAD_DELAY_JITTER = 0.0
DOWNLOAD_TIMEOUT = Settings().timeout  # seconds; the plan of a crawl sets its own
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # bytes
DOWNLOAD_WARNSIZE = 0
COOKIES_ENABLED = False  # Scrapy's; ours go back to the host that set them, and nowhere else
WARN_ON_GENERATOR_RETURN_VALUE = False
