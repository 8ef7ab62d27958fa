#!/usr/bin/python3
"""A bare window of WebKitGTK, of exactly the size in WINDOW ("390x664"), for WebKitWebDriver."""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402  # versions are said first

WIDTH, HEIGHT = map(int, os.environ["WINDOW"].split("x"))
CONTEXT = WebKit2.WebContext.new_ephemeral()


def started(_context, session):
    """The driver asks for a browser of this name."""
    told = WebKit2.ApplicationInfo()
    told.set_name("MiniBrowser")
    session.set_application_info(told)
    session.connect("create-web-view", opened)


def opened(*_):
    """The view in a window without a frame."""
    silent = WebKit2.WebsitePolicies(autoplay=WebKit2.AutoplayPolicy.ALLOW_WITHOUT_SOUND)
    view = WebKit2.WebView(web_context=CONTEXT, is_controlled_by_automation=True, website_policies=silent)
    window = Gtk.Window()
    window.set_decorated(False)
    window.set_default_size(WIDTH, HEIGHT)
    window.add(view)
    window.show_all()
    window.resize(WIDTH, HEIGHT)
    window.move(0, 0)
    view.grab_focus()
    return view


CONTEXT.set_automation_allowed(True)
CONTEXT.connect("automation-started", started)
Gtk.main()
