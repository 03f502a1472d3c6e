"""Domains where people publish under another owner's name; open it to add one.

A URL on such a platform says nothing of who publishes there: a video of Microsoft's on youtube.com is
Microsoft's, and an article of Reuters' on msn.com is Reuters'. So nothing is concluded, and no mismatch
reported, when the host of a URL is on one. Redirectors and caches are listed for the same reason: their
host is not the publisher's.

A listed domain may still be a publisher (Yahoo writes articles as well); listing it only costs a check.
A site that merely hosts comments, or belongs to one newsroom, is not listed.
"""

from typing import TYPE_CHECKING, Final

from newslint.knowledge.sites import MAX_HOST, normal_host

if TYPE_CHECKING:
    from collections.abc import Collection

# Entries are lower-case ASCII, and stand for themselves and every host below them.
_PLATFORMS = """
# Video.
bilibili.com dai.ly dailymotion.com nicovideo.jp odysee.com rumble.com rutube.ru twitch.tv vimeo.com
youtu.be youtube-nocookie.com youtube.com
# Social networks and forums.
bsky.app facebook.com fb.watch groups.google.com instagram.com linkedin.com mastodon.social
news.ycombinator.com pinterest.com quora.com redd.it reddit.com stackexchange.com t.me threads.com
threads.net tiktok.com twitter.com vk.com weibo.com x.com
# Blogs and newsletters.
ameblo.jp beehiiv.com blogger.com blogspot.com buttondown.com c-sharpcorner.com csdn.net dev.to ghost.io
habr.com hackernoon.com hashnode.dev hatenablog.com jianshu.com juejin.cn livedoor.jp livejournal.com
mailchi.mp medium.com note.com patreon.com qiita.com substack.com telegra.ph tistory.com
tumblr.com typepad.com velog.io wordpress.com zhihu.com
# Site builders and web hosting.
amazonaws.com appspot.com azurewebsites.net cloudfront.net herokuapp.com netlify.app notion.site
pages.dev sites.google.com vercel.app web.app weebly.com wixsite.com
# Code hosting and package registries.
bitbucket.org codeberg.org github.com github.io githubusercontent.com gitlab.com gitlab.io
huggingface.co kaggle.com npmjs.com pypi.org readthedocs.io sourceforge.net
# Podcasts and audio.
acast.com anchor.fm buzzsprout.com libsyn.com megaphone.fm podbean.com podcasts.apple.com
podcasts.google.com simplecast.com soundcloud.com spotify.com spreaker.com transistor.fm
# News aggregators, and portals that syndicate.
163.com allafrica.com aol.com apple.news baidu.com benzinga.com biglobe.ne.jp dailyhunt.in daum.net
dzen.ru excite.co.jp feedly.com flip.it flipboard.com gmx.net goo.ne.jp ground.news headtopics.com
ifeng.com infoseek.co.jp interia.pl jdsupra.com kakao.com lexology.com mail.ru marketscreener.com
menafn.com mondaq.com msn.com nate.com naver.com news.google.com newsbreak.com nordot.app onet.pl
orange.fr pressreader.com qq.com rambler.ru sapo.pt seekingalpha.com sina.cn sina.com.cn smartnews.com
sohu.com terra.com.br toutiao.com uol.com.br web.de yahoo.co.jp yahoo.com zawya.com zum.com
# Press-release wires.
accessnewswire.com accesswire.com businesswire.com einpresswire.com globenewswire.com marketwired.com
newsfilecorp.com newswire.ca newswire.com openpr.com presseportal.de prlog.org prnewswire.co.uk
prnewswire.com prtimes.jp prweb.com
# Redirectors and link shorteners.
aka.ms bit.ly buff.ly dlvr.it doi.org fb.me feedburner.com feedproxy.google.com
go.microsoft.com goo.gl hdl.handle.net hubs.ly ift.tt is.gd linktr.ee lnkd.in naver.me ow.ly rebrand.ly
safelinks.protection.outlook.com t.co tinyurl.com trib.al wp.me
# Web archives and proxies.
archive.is archive.org archive.ph translate.goog webcache.googleusercontent.com
# Documents, forms, events and learning.
arxiv.org box.com brighttalk.com coursera.org docs.google.com drive.google.com dropbox.com
eventbrite.co.uk eventbrite.com forms.gle forms.office.com issuu.com kickstarter.com lu.ma meetup.com
on24.com onedrive.live.com researchgate.net scribd.com sharepoint.com slideshare.net speakerdeck.com
surveymonkey.com typeform.com udemy.com zoom.us
# Stores of apps and add-ons.
addons.mozilla.org apps.apple.com apps.microsoft.com appsource.microsoft.com
azuremarketplace.microsoft.com chromewebstore.google.com itunes.apple.com marketplace.visualstudio.com
play.google.com store.steampowered.com
# AMP caches, and the viewer and redirector of Google's search.
amp.cloudflare.com ampproject.org bing-amp.com www.google.com
"""
HOSTING_PLATFORMS: frozenset[str] = frozenset(
    host for line in _PLATFORMS.splitlines() if not line.startswith("#") for host in line.split()
)
OWN_DOMAIN_PLATFORMS: Final = frozenset(
    {
        "beehiiv.com", "blogger.com", "blogspot.com", "ghost.io", "hashnode.dev", "hatenablog.com",
        "medium.com", "substack.com", "tumblr.com", "typepad.com", "wordpress.com",
    }
)  # fmt: skip
"""Those that offer a domain of one's own to who publishes there: a story of Medium's may be on any host."""

AGENCIES: Final = frozenset(
    {
        "aap.com.au", "afp.com", "anp.nl", "ansa.it", "ap.org", "apa.at", "apnews.com", "belga.be", "ctk.cz",
        "dpa.com", "efe.com", "keystone-sda.ch", "kyodonews.net", "lusa.pt", "mti.hu", "ntb.no", "pap.pl",
        "ptinews.com", "reuters.com", "ritzau.com", "ritzau.dk", "stt.fi", "tt.se", "upi.com", "yna.co.kr",
    }
)  # fmt: skip
"""News agencies: what they write stands on the pages of the papers that they sell it to."""


def on_platform(host: str, platforms: "Collection[str]" = HOSTING_PLATFORMS) -> bool:
    """Tells whether a host is one of the platforms, or below one."""
    name = normal_host(host)
    if len(name) > MAX_HOST:
        return False
    while name:
        if name in platforms:
            return True
        name = name.partition(".")[2]
    return False
