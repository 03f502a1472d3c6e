"""Content management systems and shops, and what they make of uploads; open it to add or change one."""

from newslint.knowledge.image_services.forms import Example, Form, Service

_SHOPIFY_END = r"(?:_crop_(?:top|center|bottom|left|right))?(?:\.progressive)?\.(?:jpe?g|png|gif|webp)$"

CONTENT = (
    Service(
        "Contentful",
        "https://www.contentful.com/developers/docs/references/images-api/ (`crop` cuts a part out, which "
        "may be smaller than asked for)",
        forms=(
            Form(
                roles={"w": "width", "h": "height", "fit": "mode"},
                harmless="fm|q|f|fl|r|bg",
                modes={
                    "": "upper",
                    "pad": "upper",
                    "fill": "upper",
                    "scale": "upper",
                    "crop": "upper",
                    "thumb": "upper",
                },
            ),
        ),
        examples=(
            Example(
                "https://images.ctfassets.net/abc/def/0a1b/a.jpg?w=1200&h=630&fit=fill&f=faces&fm=webp&fl=progressive",
                1200,
                630,
                "upper",
            ),
        ),
    ),
    Service(
        "Sanity",
        "https://www.sanity.io/docs/image-urls (the name ends with the size of the source; `crop` gives "
        "both sides)",
        forms=(
            Form(
                path=r"/images/[^/]+/[^/]+/[^/]+-(?P<source_width>\d{1,5})x(?P<source_height>\d{1,5})\.(?!svg)\w{3,4}(?:/[^/]*)?$",
                roles={
                    "w": "width",
                    "h": "height",
                    "fit": "mode",
                    "dpr": "density",
                    "rect": "reshape",
                    "max-w": "width",
                    "max-h": "height",
                },
                harmless="auto|fm|q|crop|fp-x|fp-y|bg|blur|sharp|sharpen|sat|invert|flip|dl|dlRaw|frame",
                modes={
                    "": "upper",
                    "clip": "upper",
                    "max": "upper",
                    "min": "upper",
                    "crop": "exact",
                    "fill": "upper",
                    "fillmax": "upper",
                    "scale": "upper",
                },
                whole=("", "clip", "max"),
                served=True,
            ),
        ),
        examples=(
            Example(
                "https://cdn.sanity.io/images/abc/production/0a1b-2000x1333.jpg",
                2000,
                1333,
                "exact",
                (2000, 1333),
            ),
            Example(
                "https://cdn.sanity.io/images/abc/production/0a1b-2000x1333.jpg?w=800&fit=max&auto=format",
                800,
                None,
                "upper",
                (2000, 1333),
            ),
            Example(
                "https://cdn.sanity.io/images/abc/production/0a1b-2000x1333.jpg?rect=0,141,2000,1050&w=1200&h=630&fit=crop",
                1200,
                630,
                "exact",
            ),
            Example("https://cdn.sanity.io/images/abc/production/0a1b-2000x1333.jpg?w=800&or=90"),
            Example("https://cdn.sanity.io/images/abc/production/0a1b-2000x1333.jpg?rect=200,0,1333,1333"),
        ),
    ),
    Service(
        "Storyblok",
        "https://www.storyblok.com/docs/api/image-service (the size of the source is a folder; `/m/` begins "
        "what is asked for)",
        forms=(
            Form(
                path=(
                    r"/f/\d+/\d+x\d+/[^/]+/[^/]+/m/(?:(?P<mode>fit-in)/)?-?(?P<width>\d{1,5})x-?(?P<height>\d{1,5})"
                    r"(?:/smart)?(?:/filters:(?![^/]*rotate)[^/]*)?/?$"
                ),
                modes={"": "upper", "fit-in": "upper"},
            ),
            Form(
                path=(
                    r"/f/\d+/(?P<source_width>\d{1,5})x(?P<source_height>\d{1,5})/[^/]+/[^/]+"
                    r"(?:/m/?(?:filters:(?![^/]*rotate)[^/]*)?)?$"
                ),
                whole=("",),
                served=True,
            ),
        ),
        examples=(
            Example(
                "https://a.storyblok.com/f/39898/3310x2192/e4ec0862/a.jpeg", 3310, 2192, "exact", (3310, 2192)
            ),
            Example(
                "https://a.storyblok.com/f/39898/3310x2192/e4ec0862/a.jpeg/m/",
                3310,
                2192,
                "exact",
                (3310, 2192),
            ),
            Example(
                "https://a.storyblok.com/f/39898/3310x2192/e4ec0862/a.jpeg/m/1200x0/filters:quality(80)",
                1200,
                None,
                "upper",
            ),
            Example(
                "https://a.storyblok.com/f/39898/3310x2192/e4ec0862/a.jpeg/m/fit-in/600x400",
                600,
                400,
                "upper",
            ),
            Example("https://a.storyblok.com/f/39898/3310x2192/e4ec0862/a.jpeg/m/600x400/filters:rotate(90)"),
        ),
    ),
    Service(
        "Shopify",
        "https://shopify.dev/docs/api/liquid/filters/image_url (never enlarges)",
        forms=(
            Form(path=rf"_(?P<width>\d{{1,5}})x(?P<height>\d{{1,5}})?{_SHOPIFY_END}"),
            Form(path=rf"_x(?P<height>\d{{1,5}}){_SHOPIFY_END}"),
            Form(
                roles={"width": "width", "height": "height", "scale": "density"},
                harmless="crop|pad_color|format|v",
            ),
        ),
        examples=(
            Example("https://cdn.shopify.com/s/files/1/02/products/a_400x400.jpg?v=1612", 400, 400, "upper"),
            Example("https://cdn.shopify.com/s/files/1/02/products/a_1200x.jpg?v=1612", 1200, None, "upper"),
            Example("https://cdn.shopify.com/s/files/1/02/products/a_x400.png", None, 400, "upper"),
            Example("https://example.com/cdn/shop/files/a_800x600_crop_center.jpg?v=1612", 800, 600, "upper"),
            Example(
                "https://example.com/cdn/shop/files/a.jpg?v=1612&width=1200&height=630&crop=center",
                1200,
                630,
                "upper",
            ),
        ),
    ),
    Service(
        "WordPress",
        "https://developer.wordpress.org/reference/functions/add_image_size/ (the served size ends the name)",
        examples=(
            Example("https://example.com/wp-content/uploads/2024/03/reef-1200x675.jpg", 1200, 675, "exact"),
            Example(
                "https://example.files.wordpress.com/2024/03/reef.jpg?w=1200&h=675&crop=1", 1200, 675, "exact"
            ),
            Example("https://example.com/wp-content/uploads/2024/03/reef-scaled.jpg"),
        ),
    ),
    Service(
        "Photon",
        "https://developer.wordpress.com/docs/photon/api/ (`fit`, `w` and `h` never enlarge)",
        examples=(
            Example("https://i0.wp.com/example.com/a.jpg?resize=1200%2C630&ssl=1", 1200, 630, "exact"),
            Example("https://i0.wp.com/example.com/a.jpg?fit=1280%2C720&ssl=1", 1280, 720, "upper"),
            Example("https://i0.wp.com/example.com/a.jpg?w=1000", 1000, None, "upper"),
            Example("https://i0.wp.com/example.com/a.jpg?w=1000&zoom=2"),
        ),
    ),
    Service(
        "Squarespace",
        "https://support.squarespace.com/hc/en-us/articles/206542517 (seven widths, none of which exceeds "
        "the upload)",
        forms=(
            Form(
                roles={"format": "name"},
                harmless="content-type",
                names={
                    "100w": (100, 0, "upper"),
                    "300w": (300, 0, "upper"),
                    "500w": (500, 0, "upper"),
                    "750w": (750, 0, "upper"),
                    "1000w": (1000, 0, "upper"),
                    "1500w": (1500, 0, "upper"),
                    "2500w": (2500, 0, "upper"),
                },
            ),
        ),
        examples=(
            Example(
                "https://images.squarespace-cdn.com/content/v1/0a1b/2c3d/a.jpg?format=1500w",
                1500,
                None,
                "upper",
            ),
            Example("https://images.squarespace-cdn.com/content/v1/0a1b/2c3d/a.jpg?format=original"),
            Example("https://images.squarespace-cdn.com/content/v1/0a1b/2c3d/a.jpg?format=800w"),
        ),
    ),
    Service(
        "Wix",
        "https://dev.wix.com/docs/api-reference/assets/media/media-manager/url-image-transformation "
        "(`fill` and `fit` name the sides)",
        forms=(
            Form(
                path=r"/v1/(?:crop/[^/]+/)?(?P<mode>fill|fit)/(?P<options>[a-z]+_[^/]+)/",
                joint="_",
                roles={"w": "width", "h": "height"},
                harmless="al|q|usm|enc|lg|fp|quality|blur|cp|br|con|sat",
                modes={"fill": "upper", "fit": "upper"},
            ),
        ),
        examples=(
            Example(
                "https://static.wixstatic.com/media/0a1b~mv2.jpg/v1/fill/w_980,h_653,al_c,q_85,usm_0.66_1.00_0.01,enc_auto/"
                "0a1b~mv2.jpg",
                980,
                653,
                "upper",
            ),
            Example("https://static.wixstatic.com/media/0a1b~mv2.jpg"),
        ),
    ),
    Service(
        "Craft",
        "https://craftcms.com/docs/5.x/development/image-transforms.html (`upscaleImages` may be off)",
        forms=(
            Form(
                path=(
                    r"/_(?:(?P<width>\d{1,5})|AUTO)x(?:(?P<height>\d{1,5})|AUTO)_(?:crop|fit|stretch|letterbox)"
                    r"_(?:top|center|bottom)-(?:left|center|right)(?:_\d{1,3})?(?:_[a-z0-9]{1,16}){0,3}/[^/]+$"
                ),
            ),
        ),
        examples=(
            Example(
                "https://example.com/assets/_1200x630_crop_center-center_82_none/a.jpg", 1200, 630, "upper"
            ),
            Example("https://example.com/assets/_1200xAUTO_fit_center-center/a.jpg", 1200, None, "upper"),
        ),
    ),
    Service(
        "Drupal",
        "core/modules/responsive_image/config (`max_1300x1300` scales without enlarging); other styles say "
        "nothing",
        forms=(Form(path=r"/styles/max_(?P<width>\d{2,4})x(?P<height>\d{2,4})/public/"),),
        examples=(
            Example(
                "https://example.com/sites/default/files/styles/max_1300x1300/public/2024-05/a.jpg?itok=AbC",
                1300,
                1300,
                "upper",
            ),
            Example("https://example.com/sites/default/files/styles/large/public/a-1200x675.jpg?itok=AbC"),
        ),
    ),
    Service(
        "TYPO3",
        "https://github.com/TYPO3/typo3 (FileDumpController: `s=width:height`, where `c` crops and `m` is a "
        "maximum); the files in `_processed_` have no size in their names",
        forms=(
            Form(
                roles={"s": "width height"},
                between=":",
                harmless="eID|t|f|p|token|cv|fileExtension",
            ),
        ),
        examples=(
            Example(
                "https://example.com/index.php?eID=dumpFile&t=f&f=123&s=1200c:630c&token=0a1b",
                1200,
                630,
                "upper",
            ),
            Example("https://example.com/fileadmin/_processed_/a/b/csm_harbour_0a1b2c3d4e.jpg"),
        ),
    ),
    Service(
        "Ghost",
        "https://ghost.org/docs/themes/assets/#serving-images-dynamically (doesn't enlarge)",
        forms=(Form(path=r"/content/images/size/w(?P<width>\d{1,5})(?:h(?P<height>\d{1,5}))?/"),),
        examples=(
            Example("https://example.com/content/images/size/w1200/2024/05/a.jpg", 1200, None, "upper"),
            Example(
                "https://example.com/content/images/size/w256h256/format/png/2024/05/a.png", 256, 256, "upper"
            ),
        ),
    ),
    Service(
        "Arc",
        "https://dev.arcxp.com/photo-center/image-resizer/resizer-v2-how-to-transform-images/ "
        "(`width` and `height`)",
        examples=(
            Example(
                "https://example.com/resizer/v2/ABCDEF.jpg?auth=0a1b&width=1200&height=630&smart=true",
                1200,
                630,
                "upper",
            ),
            Example(
                "https://example.com/resizer/Qm9hcmRzLWFuZC1iZXJyaWVzLTE=/1200x630/filters:quality(80)/s3/a.jpg",
                1200,
                630,
                "exact",
            ),
        ),
    ),
    Service(
        "Brightspot",
        "https://github.com/beetlebugorg/mod_dims (geometry of ImageMagick: `!` is exact, `>` only shrinks, "
        "`^` may exceed one side); the last command counts",
        forms=(
            Form(
                path=(
                    r"(?<=/)(?:resize|thumbnail|crop|legacy_\w{4,9}|rotate)/"
                    r"(?:(?<!rotate/)(?P<width>\d{1,5})?(?:x(?P<height>\d{1,5})?)?)?(?P<mode>[^/]{0,24})(?=/)"
                ),
                last=True,
                modes={"": "upper", "!": "exact", ">": "upper"},
            ),
        ),
        examples=(
            Example(
                "https://dims.example.com/dims4/default/0a1b/2147483647/strip/true/crop/3000x1688+0+156/resize/1440x810!/"
                "quality/90/?url=https%3A%2F%2Fexample.net%2Fa.jpg",
                1440,
                810,
                "exact",
            ),
            Example(
                "https://example.brightspotcdn.com/dims3/default/strip/true/crop/4000x3000+0+0/resize/1400/quality/100/"
                "?url=http%3A%2F%2Fexample.net%2Fa.jpg",
                1400,
                None,
                "upper",
            ),
            Example(
                "https://example.com/dims4/default/0a1b/2147483647/resize/1200x630%3E/quality/90/?url=a.jpg",
                1200,
                630,
                "upper",
            ),
            Example(
                "https://example.com/dims4/default/0a1b/2147483647/resize/1200x630/crop/600x600+0+0/?url=a.jpg"
            ),
            Example("https://example.com/dims4/default/0a1b/2147483647/resize/1200x630/rotate/90/?url=a.jpg"),
            Example(
                "https://example.com/dims4/default/0a1b/2147483647/resize/1200x630%5E/quality/90/?url=a.jpg"
            ),
        ),
    ),
    Service(
        "Condé Nast",
        "what its addresses show: a shape, then Cloudinary's options",
        examples=(
            Example(
                "https://media.example.com/photos/5e8a1b/16:9/w_1280,c_limit/harbour.jpg",
                1280,
                None,
                "upper",
                (16, 9),
            ),
        ),
    ),
)
