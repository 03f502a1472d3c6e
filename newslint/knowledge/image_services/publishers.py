"""News sites, portals and networks, whose pictures have hosts of their own; open it to add or change one."""

from newslint.knowledge.image_services.forms import Example, Form, Service

# The same parameters end an address, or are a folder before the name of the file.
_GOOGLE = (
    Form(
        path=r"=(?P<options>[a-z]+(?:\d[\da-fx]*)?(?:-[a-z]+(?:\d[\da-fx]*)?)*)$",
        split="-",
        joint="",
        roles={"w": "width", "h": "height", "s": "longest"},
        harmless="k|no|p|pp|pc|pf|c|cc|ci|n|nu|nd|rw|rwa|rj|rp|l|v|e",
    ),
    Form(
        path=r"/(?P<options>[swh]\d{1,5}(?:-[a-z]+(?:\d[\da-fx]*)?)*)/[^/]+$",
        split="-",
        joint="",
        roles={"w": "width", "h": "height", "s": "longest"},
        harmless="k|no|p|pp|c|cc|n|nu|rw|rj|rp|e",
    ),
)

PUBLISHERS = (
    Service(
        "MSN",
        "what its addresses show: `w` and `h` are what is asked for, `m` says how it is cut, `u=t` enlarges",
        forms=(
            Form(
                roles={"w": "width", "h": "height", "m": "mode"},
                harmless="q|u|o|l|f|x|y|s|d|b|ver|aim",
                modes={"": "upper", "2": "upper", "4": "upper", "6": "upper"},
            ),
        ),
        examples=(
            Example(
                "https://img-s-msn-com.akamaized.net/tenant/amp/entityid/BB1abc2.img?h=630&w=1200&m=6&q=60&o=t&l=f&f=jpg"
                "&x=512&y=148",
                1200,
                630,
                "upper",
            ),
            Example(
                "https://img-s-msn-com.akamaized.net/tenant/amp/entityid/BB1abc2.img?w=800&h=435&q=60&m=2&f=jpg",
                800,
                435,
                "upper",
            ),
            Example("https://img-s-msn-com.akamaized.net/tenant/amp/entityid/BB1abc2.img?w=800&h=435&m=9"),
            Example("https://img-s-msn-com.akamaized.net/tenant/amp/entityid/BB1abc2.img"),
        ),
    ),
    Service(
        "Yahoo",
        "what its addresses show: options in base64, as `fi=fill;h=630;w=1200;appid=ytachyon`",
        forms=(
            Form(
                path=r"/api/res/1\.2/[^/]{1,80}/(?P<base64>[\w.~-]{8,400})/",
                split=";",
                roles={"w": "width", "h": "height"},
                harmless="appid|cf|fi|sm|smc|pxoff|pyoff|q|ncp|cw|ch|dx|dy|cr",
            ),
        ),
        examples=(
            Example(
                "https://s.yimg.com/uu/api/res/1.2/QByqEHEf94bGVzDtL.iBrg--~B/Zmk9ZmlsbDtoPTYzMDtweW9mZj0wO3c9MTIwMDth"
                "cHBpZD15dGFjaHlvbg--/https://media.example.com/creatr-images/2022-02/harbour.cf.jpg",
                1200,
                630,
                "upper",
            ),
            Example(
                "https://s.yimg.com/ny/api/res/1.2/RqETwlh8PY7yrbaDIhyxdQ--/YXBwaWQ9aGlnaGxhbmRlcjt3PTY0MDtoPTM4MC40NDQ0"
                "NDQ0NDQ0NDQ0Ng--/https://s.yimg.com/uu/api/res/1.2/abc--~B/aD0yMTQ7dz0zNjA-/https://example.com/a",
                640,
                381,
                "upper",
            ),
            Example("https://s.yimg.com/os/creatr-uploaded-images/2021-06/80676e30.jpg"),
        ),
    ),
    Service(
        "BBC ichef",
        "what its addresses show: the width stands behind the kind of picture (`srcset` gives the same "
        "widths)",
        forms=(
            Form(path=r"/(?:news(?:/ws)?|ace/\w{1,20}|onesport/cps|live-experience/cps)/(?P<width>\d{2,4})/"),
            Form(path=r"/images/ic/(?P<width>\d{2,4})xn/"),
            Form(
                path=r"/food/ic/food_(?P<source_width>16)x(?P<source_height>9)_(?P<width>\d{2,4})/",
                whole=("",),
            ),
        ),
        examples=(
            Example(
                "https://ichef.bbci.co.uk/news/1024/branded_news/83B3/production/_115651733_harbour.jpg",
                1024,
                None,
                "upper",
            ),
            Example(
                "https://ichef.bbci.co.uk/news/ws/660/amz/worldservice/live/harbour.jpg", 660, None, "upper"
            ),
            Example(
                "https://ichef.bbci.co.uk/ace/branded_news/1200/cpsprodpb/116e/live/harbour.jpg",
                1200,
                None,
                "upper",
            ),
            Example("https://ichef.bbci.co.uk/images/ic/640xn/p0abc123.jpg", 640, None, "upper"),
            Example("https://ichef.bbci.co.uk/images/ic/1200x675/p0abc123.jpg", 1200, 675, "box"),
            Example(
                "https://ichef.bbci.co.uk/food/ic/food_16x9_832/recipes/pie_85719_16x9.jpg",
                832,
                None,
                "upper",
                (16, 9),
            ),
        ),
    ),
    Service(
        "Guardian",
        "https://github.com/guardian/grid (Crops.outputFilename: x_y_width_height/width), and Fastly for "
        "the query",
        forms=(
            Form(
                path=r"/[0-9a-f]{40}/\d+_\d+_(?P<source_width>\d{1,5})_(?P<source_height>\d{1,5})/(?:master/)?\d{1,5}\.\w{3,4}$",
                roles={
                    "width": "width",
                    "height": "height",
                    "fit": "mode",
                    "dpr": "density",
                    "precrop": "reshape",
                    "crop": "reshape",
                },
                harmless="usm|sharpen|enable|s",
                modes={"": "upper", "max": "upper", "bounds": "upper", "crop": "exact"},
                whole=("", "max", "bounds"),
            ),
            Form(
                path=r"/img/",
                roles={
                    "width": "width",
                    "height": "height",
                    "fit": "mode",
                    "dpr": "density",
                    "crop": "reshape",
                },
                harmless="usm|sharpen|enable|s",
                modes={"": "upper", "max": "upper", "bounds": "upper", "crop": "exact"},
            ),
        ),
        examples=(
            Example(
                "https://i.guim.co.uk/img/media/0123456789abcdef0123456789abcdef01234567/0_98_4500_2700/master/4500.jpg"
                "?width=1200&quality=85&auto=format&fit=max&s=0123456789abcdef0123456789abcdef",
                1200,
                None,
                "upper",
                (4500, 2700),
            ),
            Example(
                "https://i.guim.co.uk/img/media/0123456789abcdef0123456789abcdef01234567/0_98_4500_2700/master/4500.jpg"
                "?width=1200&height=630&quality=85&auto=format&fit=crop&precrop=40:21,offset-x50,offset-y0"
                "&overlay-align=bottom%2Cleft&overlay-width=100p&enable=upscale&s=0123456789abcdef0123456789abcdef",
                1200,
                630,
                "exact",
            ),
            Example(
                "https://i.guim.co.uk/img/media/0123456789abcdef0123456789abcdef01234567/0_98_4500_2700/master/4500.jpg"
                "?width=700&dpr=2&quality=45&auto=format&fit=max&s=none",
                1400,
                None,
                "upper",
                (4500, 2700),
            ),
            Example(
                "https://i.guim.co.uk/img/static/sys-images/harbour.jpg?width=300&quality=85&auto=format&fit=max",
                300,
                None,
                "upper",
            ),
        ),
    ),
    Service(
        "Guardian Grid",
        "https://github.com/guardian/grid (Crops.outputFilename: x_y_width_height of the crop, then the "
        "width of the file)",
        forms=(
            Form(
                path=(
                    r"/[0-9a-f]{40}/\d+_\d+_(?P<source_width>\d{1,5})_(?P<source_height>\d{1,5})/(?:master/)?"
                    r"(?P<width>\d{1,5})\.\w{3,4}$"
                ),
                whole=("",),
            ),
        ),
        examples=(
            Example(
                "https://media.guim.co.uk/0123456789abcdef0123456789abcdef01234567/0_0_3000_1800/1000.jpg",
                1000,
                None,
                "upper",
                (3000, 1800),
            ),
        ),
    ),
    Service(
        "Google",
        "https://developers.google.com/photos/library/guides/access-media-items (base URLs: `=w` and `=h` "
        "are maximums, `-c` crops)",
        forms=_GOOGLE,
        examples=(
            Example("https://lh3.googleusercontent.com/AbC_d-Ef=w1200-h630-p", 1200, 630, "upper"),
            Example("https://lh3.googleusercontent.com/a/AbC_dEf=s96-c", 96, 96, "upper"),
            Example("https://yt3.ggpht.com/ytc/AbC_dEf=s900-c-k-c0x00ffffff-no-rj", 900, 900, "upper"),
            Example("https://lh4.ggpht.com/-AbC/XyZ/AAA/BBB/s640/harbour.jpg", 640, 640, "upper"),
            Example("https://lh3.googleusercontent.com/AbC_dEf=s0"),
            Example("https://lh3.googleusercontent.com/AbC_dEf=m18"),
        ),
    ),
    Service(
        "Blogger",
        "what its addresses show: Google's parameters, mostly as a folder before the name of the file",
        forms=_GOOGLE,
        examples=(
            Example("https://1.bp.blogspot.com/-AbC/XyZ/AAA/BBB/s1600/harbour.jpg", 1600, 1600, "upper"),
            Example(
                "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsE/w1200-h630-p-k-no-nu/harbour.png",
                1200,
                630,
                "upper",
            ),
            Example(
                "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsE/s72-c/harbour.png",
                72,
                72,
                "upper",
            ),
            Example("https://blogger.googleusercontent.com/img/a/AVvXsE=w640-h360", 640, 360, "upper"),
        ),
    ),
    Service(
        "YouTube",
        "https://developers.google.com/youtube/v3/docs/thumbnails (`0` is the old name of `hqdefault`; the "
        "player's own data name 1920x1080 for `maxresdefault` of films in that size)",
        forms=(
            Form(
                path=r"/vi(?:_webp)?/[^/]+/(?P<name>\w+?)(?:_live)?\.(?:jpg|webp)$",
                names={
                    "maxresdefault": (1280, 720, "least"),
                    "hq720": (1280, 720, "exact"),
                    "sddefault": (640, 480, "exact"),
                    "hqdefault": (480, 360, "exact"),
                    "0": (480, 360, "exact"),
                    "mqdefault": (320, 180, "exact"),
                    "default": (120, 90, "exact"),
                },
            ),
        ),
        examples=(
            Example("https://i.ytimg.com/vi/9x3aJkV0s1Q/maxresdefault.jpg", 1280, 720, "least"),
            Example("https://i.ytimg.com/vi_webp/9x3aJkV0s1Q/sddefault.webp", 640, 480, "exact"),
            Example("https://i.ytimg.com/vi/9x3aJkV0s1Q/hqdefault.jpg?sqp=-oaymwEXCNACELwB&rs=AOn4CLA"),
        ),
    ),
    Service(
        "Flickr",
        "https://www.flickr.com/services/api/misc.urls.html (the suffix names the longest side)",
        forms=(
            Form(
                path=r"/\d+_[0-9a-f]+(?P<name>_[a-z0-9]{1,2})?\.(?:jpg|png|gif)$",
                names={
                    "_s": (75, 75, "exact"),
                    "_q": (150, 150, "exact"),
                    "_t": (100, 100, "upper"),
                    "_m": (240, 240, "upper"),
                    "_n": (320, 320, "upper"),
                    "_w": (400, 400, "upper"),
                    "": (500, 500, "upper"),
                    "_z": (640, 640, "upper"),
                    "_c": (800, 800, "upper"),
                    "_b": (1024, 1024, "upper"),
                    "_h": (1600, 1600, "upper"),
                    "_k": (2048, 2048, "upper"),
                    "_3k": (3072, 3072, "upper"),
                    "_4k": (4096, 4096, "upper"),
                    "_5k": (5120, 5120, "upper"),
                    "_6k": (6144, 6144, "upper"),
                },
            ),
        ),
        examples=(
            Example("https://live.staticflickr.com/65535/51176543210_0a1b2c3d4e_b.jpg", 1024, 1024, "upper"),
            Example("https://farm5.staticflickr.com/4567/51176543210_0a1b2c3d4e_q.jpg", 150, 150, "exact"),
            Example("https://live.staticflickr.com/65535/51176543210_0a1b2c3d4e.jpg", 500, 500, "upper"),
            Example("https://live.staticflickr.com/65535/51176543210_0a1b2c3d4e_o.jpg"),
        ),
    ),
    Service(
        "Wikimedia",
        "https://www.mediawiki.org/wiki/Manual:Thumb.php (a folder for the file, and in it `1200px-`; a "
        "picture that is not wider than asked for gets no such address)",
        forms=(
            Form(
                path=(
                    r"/thumb/(?:archive/)?[^/]+/[^/]+/[^/]+/(?:(?:lossy|lossless)-)?(?:page\d+-)?(?:lang[a-z-]{1,20}-)?"
                    r"(?P<width>\d{1,5})px-[^/]+$"
                ),
            ),
        ),
        examples=(
            Example(
                "https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Harbour.jpg/1200px-Harbour.jpg",
                1200,
                None,
                "upper",
            ),
            Example(
                "https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Map.svg/langde-640px-Map.svg.png",
                640,
                None,
                "upper",
            ),
            Example("https://upload.wikimedia.org/wikipedia/commons/a/ab/Harbour.jpg"),
        ),
    ),
    Service(
        "Medium",
        "what its addresses show: `max` and `resize:fit` are the width, `fill` and `c` both sides",
        forms=(
            Form(path=r"/resize:(?:fit|fill):(?P<width>\d{1,5})(?::(?P<height>\d{1,5}))?/"),
            Form(path=r"/(?:max|fit/[ct]|fit)/(?P<width>\d{1,5})/(?:(?P<height>\d{1,5})/)?[^/]+$"),
        ),
        examples=(
            Example("https://miro.medium.com/v2/resize:fit:1200/1*AbC-dEf.jpeg", 1200, None, "upper"),
            Example(
                "https://miro.medium.com/v2/resize:fit:1400/format:webp/1*AbC-dEf.png", 1400, None, "upper"
            ),
            Example("https://miro.medium.com/v2/resize:fill:88:88/1*AbC-dEf.png", 88, 88, "upper"),
            Example("https://miro.medium.com/max/1200/1*AbC-dEf.jpeg", 1200, None, "upper"),
            Example("https://miro.medium.com/fit/c/152/156/1*AbC-dEf.jpeg", 152, 156, "upper"),
            Example("https://miro.medium.com/1*AbC-dEf.jpeg"),
        ),
    ),
    Service(
        "Substack",
        "https://cloudinary.com/documentation/transformation_reference (its `image/fetch` is Cloudinary's)",
        examples=(
            Example(
                "https://substackcdn.com/image/fetch/w_1456,c_limit,f_auto,q_auto:good,fl_progressive:steep/"
                "https%3A%2F%2Fexample.com%2Fpublic%2Fimages%2F0a1b_2912x1632.png",
                1456,
                None,
                "upper",
            ),
            Example(
                "https://substackcdn.com/image/fetch/$s_!AbC1!,w_1200,h_600,c_fill,f_jpg,q_auto:good,"
                "fl_progressive:steep,g_auto/https%3A%2F%2Fexample.com%2Fpublic%2Fimages%2F0a1b_2912x1632.png",
                1200,
                600,
                "exact",
            ),
        ),
    ),
    Service(
        "Twitter",
        "https://docs.x.com/x-api/v1/data-dictionary/object-model/entities (sizes of media)",
        forms=(
            Form(
                roles={"name": "name"},
                harmless="format",
                names={
                    "thumb": (150, 150, "upper"),
                    "small": (680, 680, "upper"),
                    "medium": (1200, 1200, "upper"),
                    "large": (2048, 2048, "upper"),
                    "240x240": (240, 240, "upper"),
                    "360x360": (360, 360, "upper"),
                    "900x900": (900, 900, "upper"),
                    "4096x4096": (4096, 4096, "upper"),
                },
            ),
        ),
        examples=(
            Example("https://pbs.twimg.com/media/AbCdEf123?format=jpg&name=small", 680, 680, "upper"),
            Example("https://pbs.twimg.com/media/AbCdEf123?format=jpg&name=orig"),
            Example("https://pbs.twimg.com/profile_images/12345/AbC_400x400.jpg", 400, 400, "exact"),
        ),
    ),
    Service(
        "Gravatar",
        "https://docs.gravatar.com/sdk/images/ (a square of `s` pixels, which are 2,048 at most)",
        forms=(
            Form(
                path="/avatar/",
                roles={"s": "longest", "size": "longest"},
                harmless="d|default|r|rating|f|forcedefault",
            ),
        ),
        examples=(
            Example("https://secure.gravatar.com/avatar/0a1b2c3d4e5f?s=200&d=mm&r=g", 200, 200, "upper"),
            Example("https://secure.gravatar.com/avatar/0a1b2c3d4e5f"),
        ),
    ),
    Service(
        "GitHub avatars",
        "what its addresses show: `s` is the side of a square, and no avatar is enlarged",
        forms=(Form(roles={"s": "longest", "size": "longest"}),),
        examples=(Example("https://avatars.githubusercontent.com/u/123?s=400&v=4", 400, 400, "upper"),),
    ),
)
