"""Ready configuration for web servers: who asks for a thing's IRI is sent to the document in the form that suits.

A server that only serves files cannot weigh the numbers of an `Accept` header; the form that the header names first
counts, and HTML where it names none of ours. (`choose_form` does it in full, for servers that run code.)
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from innograph.publish.negotiation import FORMS, HTML, NTRIPLES, PAGES, Form
from innograph.publish.settings import Settings

_KIND = "|".join(PAGES)
_SLUG = "[A-Za-z0-9-]+"
#: What the catalogue speaks of.
_OWN = "catalog|dataset|publisher|contact|period|provenance|phone|distribution/[a-z]+"


def _first(form: Form) -> str:
    """A pattern for headers that name a form before any other."""
    others = [re.escape(t) for f in FORMS if f is not form for t in (f.media_type, *f.also) if _is_asked(f, t)]
    return f"^(?:(?!{'|'.join(others)}).)*{re.escape(form.media_type)}"


def _is_asked(form: Form, media_type: str) -> bool:
    # Browsers ask for application/xml beside HTML, and that is no wish for RDF.
    return media_type == form.media_type or form is HTML


def nginx_http(settings: Settings) -> str:
    """What belongs into `http { … }` of nginx."""
    lines = "\n".join(f'    "~*{_first(form)}" {form.ending[1:]};' for form in FORMS if form is not HTML)
    types = "\n".join(f"    {form.media_type} {form.ending[1:]};" for form in (*FORMS[1:], NTRIPLES))
    return f"""# For the http block of nginx, after `include mime.types`: include this file there.

# The form that the Accept header names first.
map $http_accept $innograph_form {{
    default html;
{lines}
}}
map $innograph_form $innograph_data {{
    default $innograph_form;
    html ttl;
}}

types {{
{types}
}}
"""


def nginx_server(settings: Settings) -> str:
    """What belongs into `server { … }` of nginx."""
    path = re.escape(urlsplit(settings.address).path).replace("\\-", "-")
    to = urlsplit(settings.address).path
    rules = "\n\n".join(
        f"""location ~ {pattern} {{
    add_header Vary Accept always;
    add_header Access-Control-Allow-Origin * always;
    {action}
}}"""
        for pattern, action in (
            (f'"^{path}(?:id|doc)/(?<innograph_thing>(?:{_KIND})/{_SLUG})$"',
             f"return 303 {to}doc/$innograph_thing.$innograph_form;"),
            (f'"^{path}id/theme/$"',
             f"if ($innograph_form = html) {{ return 303 {to}doc/theme/index.html; }}\n"
             f"    return 303 {to}def/themes.ttl;"),
            (f'"^{path}def/(?<innograph_term>[A-Za-z0-9_-]*)$"',
             f"if ($innograph_form = html) {{ return 303 {to}def/index.html#$innograph_term; }}\n"
             f"    return 303 {to}def/innograph.ttl;"),
            (f'"^{path}(?:{_OWN})$"',
             f"if ($innograph_form = html) {{ return 303 {to}data/index.html; }}\n"
             f"    return 303 {to}catalog.$innograph_data;"),
            (f'"^{path}void/"', f"return 303 {to}void.ttl;"),
        )
    )  # fmt: skip
    return f"""# For the server block of nginx that serves the folder at {to}: include this file there, beside
#     location {to} {{ alias /where/the/folder/is/; index index.html; }}

absolute_redirect off;
charset utf-8;
charset_types text/html text/plain text/css text/turtle application/n-triples application/javascript text/javascript;

{rules}
"""


def apache(settings: Settings) -> str:
    """The `.htaccess` of the folder, for Apache with mod_rewrite."""
    path = urlsplit(settings.address).path
    forms = "\n".join(
        f"RewriteCond %{{HTTP_ACCEPT}} {_first(form)} [NC]\nRewriteRule ^ - [E=INNOGRAPH:{form.ending[1:]}]"
        for form in FORMS
        if form is not HTML
    )
    types = "\n".join(f"AddType {form.media_type} {form.ending}" for form in (*FORMS[1:], NTRIPLES))
    return f"""# Content negotiation for Apache: needs mod_rewrite, and AllowOverride FileInfo Indexes for this folder.

DirectoryIndex index.html
{types}
AddDefaultCharset UTF-8
AddCharset UTF-8 .ttl .nt .js .css

<IfModule mod_headers.c>
Header always merge Vary Accept
<FilesMatch "\\.(ttl|jsonld|rdf|nt)$">
Header always set Access-Control-Allow-Origin "*"
</FilesMatch>
</IfModule>

RewriteEngine On
RewriteBase {path}

# The form that the Accept header names first.
RewriteRule ^ - [E=INNOGRAPH:html]
{forms}

RewriteRule ^(?:id|doc)/((?:{_KIND})/{_SLUG})$ doc/$1.%{{ENV:INNOGRAPH}} [R=303,L]

RewriteCond %{{ENV:INNOGRAPH}} =html
RewriteRule ^id/theme/$ doc/theme/index.html [R=303,L]
RewriteRule ^id/theme/$ def/themes.ttl [R=303,L]

RewriteCond %{{ENV:INNOGRAPH}} =html
RewriteRule ^def/([A-Za-z0-9_-]*)$ def/index.html#$1 [R=303,NE,L]
RewriteRule ^def/[A-Za-z0-9_-]*$ def/innograph.ttl [R=303,L]

RewriteCond %{{ENV:INNOGRAPH}} =html
RewriteRule ^(?:{_OWN})$ data/index.html [R=303,L]
RewriteRule ^(?:{_OWN})$ catalog.%{{ENV:INNOGRAPH}} [R=303,L]

RewriteRule ^void/ void.ttl [R=303,L]
"""


def w3id(settings: Settings, base: str) -> str:
    """The `.htaccess` for the host of the things' IRIs, such as w3id.org, that sends on to where the folder lies."""
    return f"""# The IRIs under {base} are answered at {settings.address}
# For https://w3id.org: a folder of this name in https://github.com/perma-id/w3id.org, with this file as .htaccess and a
# README.md that says who to ask ({settings.contact.email}).

RewriteEngine On
RewriteRule ^id/(.*)$ {settings.address}id/$1 [R=303,L]
RewriteRule ^def/(.*)$ {settings.address}def/$1 [R=303,L]
RewriteRule ^(graph/.*)?$ {settings.address} [R=302,L]
"""


def explain(settings: Settings, base: str) -> str:
    """What to do with the configuration, in Markdown."""
    path = urlsplit(settings.address).path
    return f"""# Serving this folder

The folder is to lie at <{settings.address}>. It works without any configuration, also from disk; what is here lets the
IRIs of the things answer too, with HTML, Turtle, JSON-LD or RDF/XML as the `Accept` header asks.

- **Apache**: `.htaccess` at the top of the folder does it. It needs mod_rewrite and `AllowOverride FileInfo Indexes`.
- **nginx**: include `nginx-http.conf` in the `http` block and `nginx-server.conf` in the `server` block, beside
  `location {path} {{ alias /where/the/folder/is/; index index.html; }}`.
- **w3id.org**, or whichever host the IRIs `{base}…` name: `w3id.htaccess` sends on to this folder.

Then:

    curl -L -H 'Accept: text/turtle' {settings.address}id/organization/…

Give a data portal the address of the catalogue: <{settings.address}catalog.rdf> (DCAT-AP), or for dataportal.se
<{settings.address}dataportal.rdf>, in which formats are media types as Sweden's profile has them.
"""
