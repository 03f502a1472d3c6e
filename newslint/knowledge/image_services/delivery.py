"""Services and programs that resize the pictures of other sites; open it to add or change one."""

from collections.abc import Mapping
from typing import Final

from newslint.knowledge.image_services.forms import Example, Form, Service
from newslint.knowledge.image_services.proof import Bound

_IMGIX_HARMLESS = (
    r"ixlib|ixid|auto|q|fm|cs|crop|rect|fp-[xyz]|fp-debug|bg|blur|sat|con|bri|exp|vib|hue|gam|high|shad|sharp|usm|usmrad"
    r"|s|h?sepia|mono(?:chrome)?|duotone|faceindex|facepad|fill(?:-color|-gradient-.*)?|lossless|dl|ch|expires|chromasub"
    r"|colorquant|dpi|nr|nrs|fit64|txt.*|mark.*|blend.*"
)
_CLOUDFLARE_ROLES = {
    "width": "width",
    "w": "width",
    "height": "height",
    "h": "height",
    "fit": "mode",
    "dpr": "density",
}
_CLOUDFLARE_HARMLESS = (
    r"quality|q|slow-connection-quality|scq|format|f|gravity|g|sharpen|blur|anim|background|metadata|onerror"
    r"|compression|brightness|contrast|gamma|saturation|face|zoom|flip|segment"
)
_CLOUDFLARE_MODES: Final[Mapping[str, Bound]] = {
    "": "upper",
    "scale-down": "upper",
    "contain": "upper",
    "crop": "upper",
    "cover": "exact",
    "pad": "exact",
    "squeeze": "exact",
}

DELIVERY = (
    Service(
        "imgix",
        "https://docs.imgix.com/apis/rendering/size/fit (`clip` reaches one side, also by enlarging; `crop` "
        "both)",
        forms=(
            Form(
                roles={"w": "width", "h": "height", "fit": "mode", "dpr": "density"},
                harmless=_IMGIX_HARMLESS,
                modes={
                    "": "upper",
                    "clip": "box",
                    "max": "upper",
                    "crop": "exact",
                    "min": "upper",
                    "clamp": "upper",
                    "fill": "upper",
                    "fillmax": "upper",
                    "scale": "upper",
                    "facearea": "upper",
                },
            ),
        ),
        examples=(
            Example(
                "https://harbour.imgix.net/a.jpg?w=1200&h=630&fit=crop&crop=faces&auto=format",
                1200,
                630,
                "exact",
            ),
            Example("https://harbour.imgix.net/a.jpg?w=1200&h=630&fit=clip", 1200, 630, "box"),
            Example(
                "https://images.unsplash.com/photo-1?w=800&q=80&fm=jpg&fit=max&ixid=AbC", 800, None, "upper"
            ),
            Example(
                "https://images.pexels.com/photos/1/a.jpeg?cs=srgb&fm=jpg&h=650&w=940&dpr=2",
                1880,
                1300,
                "upper",
            ),
            Example("https://harbour.imgix.net/a.jpg?w=1200&rot=90"),
            Example("https://harbour.imgix.net/a.jpg?w=0.5"),
        ),
    ),
    Service(
        "Cloudflare",
        "https://developers.cloudflare.com/images/optimization/features/ (`cover`, `pad` and `squeeze` give "
        "the size that is asked for, the others no more)",
        forms=(
            Form(
                path=r"/cdn-cgi/image/(?P<options>[^/]+)/",
                roles=_CLOUDFLARE_ROLES,
                harmless=_CLOUDFLARE_HARMLESS,
                modes=_CLOUDFLARE_MODES,
            ),
            Form(
                path=r"/[\w-]+/[\w-]+/(?P<options>[a-z]+=[^/]+)$",
                roles=_CLOUDFLARE_ROLES,
                harmless=_CLOUDFLARE_HARMLESS,
                modes=_CLOUDFLARE_MODES,
            ),
        ),
        examples=(
            Example(
                "https://example.com/cdn-cgi/image/width=800,height=600,quality=80/img/a-1200x675.jpg",
                800,
                600,
                "upper",
            ),
            Example(
                "https://example.com/cdn-cgi/image/w=1200,h=630,fit=cover,f=auto/https://example.net/a.jpg?v=1",
                1200,
                630,
                "exact",
            ),
            Example("https://example.com/cdn-cgi/image/width=800,dpr=2/a.jpg", 1600, None, "upper"),
            Example("https://example.com/cdn-cgi/image/width=auto,quality=80/a.jpg"),
            Example("https://example.com/cdn-cgi/image/width=800,rotate=90/a.jpg"),
            Example("https://imagedelivery.net/AbC123/0a1b-2c3d/w=400,h=300,sharpen=3", 400, 300, "upper"),
        ),
    ),
    Service(
        "Akamai",
        "https://techdocs.akamai.com/ivm/docs/imquery (`imwidth` is no bound: the next larger width is "
        "served)",
        forms=(
            Form(
                query=r"\bim=(?:Resize|FitAndFill|FeatureCrop|FaceCrop)=\((?P<width>\d{1,5})(?:,(?P<height>\d{1,5}))?\);?(?=&|$)",
                harmless="im",
            ),
            Form(
                query=r"\bim=(?:FeatureCrop|FaceCrop),size=\((?P<width>\d{1,5}),(?P<height>\d{1,5})\);?(?=&|$)",
                harmless="im",
            ),
            Form(
                query=r"\bim=(?:Resize|FeatureCrop|FaceCrop),(?P<options>[A-Za-z]+=[^;&()]+);?(?=&|$)",
                roles={"width": "width", "height": "height", "aspect": "mode"},
                harmless="im|type|algorithm",
                modes={"": "upper", "fit": "upper", "ignore": "upper"},
            ),
        ),
        examples=(
            Example("https://example.com/a.jpg?im=Resize=(600)", 600, None, "upper"),
            Example("https://example.com/a.jpg?im=FitAndFill=(1200,900)", 1200, 900, "upper"),
            Example("https://example.com/a.jpg?im=FeatureCrop,size=(826,465)", 826, 465, "upper"),
            Example(
                "https://example.com/a.jpg?im=FeatureCrop,algorithm=dnn,width=1200,height=738",
                1200,
                738,
                "upper",
            ),
            Example("https://example.com/a.jpg?im=Resize,width=1200,height=900,aspect=fill"),
            Example("https://example.com/a.jpg?im=Resize=(600);Rotate,degrees=90"),
            Example("https://example.com/a.jpg?imwidth=600"),
        ),
    ),
    Service(
        "Fastly",
        "https://www.fastly.com/documentation/reference/io/ (`crop` gives both sides, `bounds` fits into "
        "them, `cover` may exceed one)",
        examples=(
            Example("https://example.com/a.jpg?width=1200&height=630&fit=crop", 1200, 630, "exact"),
            Example("https://example.com/a.jpg?width=800&height=600&fit=bounds", 800, 600, "upper"),
            Example("https://example.com/a.jpg?width=1200&quality=75&auto=webp", 1200, None, "upper"),
            Example("https://example.com/a.jpg?width=1200&crop=16:9,smart", 1200, None, "upper", (16, 9)),
            Example("https://example.com/a.jpg?width=1200&height=630&fit=cover"),
        ),
    ),
    Service(
        "Cloudinary",
        "https://cloudinary.com/documentation/transformation_reference (`fill`, `pad`, `scale` and `thumb` "
        "give the size that is asked for, `limit`, `lfill` and `fit` no more)",
        examples=(
            Example(
                "https://res.cloudinary.com/demo/image/upload/c_fill,w_1200,h_630,g_auto,f_auto,q_auto/v17/a.jpg",
                1200,
                630,
                "exact",
            ),
            Example(
                "https://res.cloudinary.com/demo/image/upload/w_900,c_limit/v17/a.jpg", 900, None, "upper"
            ),
            Example(
                "https://i.kinja-img.com/gawker-media/image/upload/c_fill,f_auto,fl_progressive,g_center,h_675,pg_1,q_80,"
                "w_1200/0a1b2c.jpg",
                1200,
                675,
                "exact",
            ),
            Example(
                "https://res.cloudinary.com/demo/image/upload/c_fill,ar_16:9,w_1200/a.jpg",
                1200,
                None,
                "exact",
                (16, 9),
            ),
            Example("https://res.cloudinary.com/demo/image/upload/c_mfit,w_900,h_600/a.jpg"),
        ),
    ),
    Service(
        "ImageKit",
        "https://imagekit.io/docs/image-resize-and-crop (only `at_least` may exceed what is asked for)",
        forms=(
            Form(
                path=r"/tr:(?P<options>[^/:]+)/",
                joint="-",
                roles={"w": "width", "h": "height", "c": "mode", "dpr": "density"},
                harmless="q|f|pr|lo|bg|fo|cm|e|t|n",
                modes={"": "upper", "maintain_ratio": "upper", "force": "upper", "at_max": "upper"},
            ),
            Form(
                query=r"\btr=(?P<options>[^&:]+)(?=&|$)",
                joint="-",
                roles={"w": "width", "h": "height", "c": "mode", "dpr": "density"},
                harmless="q|f|pr|lo|bg|fo|cm|tr|updatedAt",
                modes={"": "upper", "maintain_ratio": "upper", "force": "upper", "at_max": "upper"},
            ),
        ),
        examples=(
            Example("https://ik.imagekit.io/demo/tr:w-1200,h-630,fo-auto/a.jpg", 1200, 630, "upper"),
            Example("https://ik.imagekit.io/demo/a.jpg?tr=w-400,q-80&v=2", 400, None, "upper"),
            Example("https://ik.imagekit.io/demo/tr:w-1200,h-630,c-at_least/a.jpg"),
        ),
    ),
    Service(
        "wsrv.nl",
        "https://wsrv.nl/docs/fit.html (only `outside` may exceed what is asked for)",
        forms=(
            Form(
                roles={"w": "width", "h": "height", "fit": "mode", "dpr": "density"},
                harmless="url|output|q|we|n|il|l|cbg|bg|af|default|maxage|a|filename|sharp|mod|con|blur",
                modes={"": "upper", "inside": "upper", "cover": "upper", "contain": "upper", "fill": "upper"},
            ),
        ),
        examples=(
            Example(
                "https://wsrv.nl/?url=example.com/a.jpg&w=600&h=400&fit=cover&output=webp", 600, 400, "upper"
            ),
            Example("https://images.weserv.nl/?url=https://example.com/a.jpg&w=600&fit=outside"),
        ),
    ),
    Service(
        "thumbor",
        "https://thumbor.readthedocs.io/en/latest/usage.html",
        examples=(
            Example("https://example.com/unsafe/1200x630/smart/example.net/a.jpg", 1200, 630, "exact"),
            Example("https://example.com/unsafe/fit-in/1200x630/a.jpg", 1200, 630, "upper"),
            Example("https://example.com/unsafe/300x200/filters:no_upscale()/a.jpg", 300, 200, "upper"),
            Example("https://example.com/unsafe/full-fit-in/300x200/a.jpg"),
        ),
    ),
    Service(
        "imgproxy",
        "https://docs.imgproxy.net/usage/processing (`enlarge` is off by default; presets say what they "
        "like)",
        forms=(
            Form(
                path=r"/(?:insecure|unsafe|_|[\w-]{10,86})/(?P<options>(?:[a-z_]{1,24}:[^/]*/)+)",
                split="/",
                joint=":",
                between=":",
                roles={
                    "rs": "mode width height _ _ _ _ _",
                    "resize": "mode width height _ _ _ _ _",
                    "s": "width height _ _ _ _ _",
                    "size": "width height _ _ _ _ _",
                    "w": "width",
                    "width": "width",
                    "h": "height",
                    "height": "height",
                    "rt": "mode",
                    "resizing_type": "mode",
                    "dpr": "density",
                },
                harmless=(
                    "q|quality|f|format|ext|g|gravity|sh|sharpen|bl|blur|cb|cachebuster|sm|strip_metadata|kcr|scp|bg|background"
                    "|el|enlarge|ex|extend|fn|filename|exp|expires|wm|watermark|mb|max_bytes|ra|ar|auto_rotate|c|crop"
                ),
                modes={
                    "": "upper",
                    "fit": "upper",
                    "fill": "upper",
                    "fill-down": "upper",
                    "force": "upper",
                    "auto": "upper",
                },
            ),
        ),
        examples=(
            Example(
                "https://example.com/insecure/rs:fill:1200:630:0/g:sm/plain/https://example.net/a.jpg@webp",
                1200,
                630,
                "upper",
            ),
            Example(
                "https://example.com/AbCdEfGhIjKlMnOpQrStUv/w:600/q:80/aHR0cHM6Ly9leGFtcGxlLm5ldC9hLmpwZw.jpg",
                600,
                None,
                "upper",
            ),
            Example(
                "https://example.com/insecure/preset:card/rs:fit:600:400/plain/https://example.net/a.jpg"
            ),
            Example("https://example.com/rs:fill:300:400/a.jpg"),
        ),
    ),
    Service(
        "Netlify",
        "https://docs.netlify.com/build/image-cdn/overview/ (`contain` is the default, `cover` crops to "
        "both sides)",
        forms=(
            Form(
                path=r"/\.netlify/images$",
                roles={"w": "width", "h": "height", "fit": "mode"},
                harmless="url|position|fm|q",
                modes={"": "upper", "contain": "upper", "cover": "upper", "fill": "upper"},
            ),
        ),
        examples=(
            Example(
                "https://example.com/.netlify/images?url=/a-1200x675.jpg&w=800&h=600&fit=cover",
                800,
                600,
                "upper",
            ),
        ),
    ),
    Service(
        "Next.js",
        "https://nextjs.org/docs/app/api-reference/components/image (the optimizer doesn't enlarge)",
        forms=(Form(path=r"/_next/image/?$", roles={"w": "width"}, harmless="url|q|dpl"),),
        examples=(
            Example(
                "https://example.com/_next/image?url=https%3A%2F%2Fexample.net%2Fa-30x20.jpg&w=1080&q=75&dpl=dpl_AbC",
                1080,
                None,
                "upper",
            ),
        ),
    ),
    Service(
        "Vercel",
        "https://vercel.com/docs/image-optimization",
        forms=(Form(path=r"/_vercel/image$", roles={"w": "width"}, harmless="url|q|dpl"),),
        examples=(Example("https://example.com/_vercel/image?url=%2Fa.jpg&w=640&q=75", 640, None, "upper"),),
    ),
    Service(
        "Nuxt",
        "https://github.com/unjs/ipx (doesn't enlarge without `enlarge`; only `outside` may exceed what is "
        "asked for)",
        forms=(
            Form(
                path=r"/_ipx/(?P<options>[^/]+)/",
                split=",&",
                joint="_",
                roles={
                    "w": "width",
                    "width": "width",
                    "h": "height",
                    "height": "height",
                    "s": "width height",
                    "resize": "width height",
                    "fit": "mode",
                },
                harmless="f|format|q|quality|b|background|pos|position|kernel|sharpen|blur|enlarge|animated|grayscale",
                modes={"": "upper", "cover": "upper", "contain": "upper", "fill": "upper", "inside": "upper"},
            ),
        ),
        examples=(
            Example("https://example.com/_ipx/w_800,f_webp,q_80/img/a-1200x675.jpg", 800, None, "upper"),
            Example("https://example.com/_ipx/f_webp&fit_cover&s_600x400/img/a.jpg", 600, 400, "upper"),
            Example("https://example.com/_ipx/s_600x400,fit_outside/img/a.jpg"),
        ),
    ),
)
