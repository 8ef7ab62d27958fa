"""Every page by its address, as a person with half a year of examples sees it."""

from __future__ import annotations

PAGES = {
    "today": "/",
    "quiz": "/quiz",
    "result": "/result",
    "plan": "/plan",
    "routines": "/routines",
    "routine": "/routine?id=lower_back_base",
    "exercise": "/exercise?id=bridge",
    "player": "/player?routine=lower_back_base&minutes=10",
    "after": "/after",
    "progress": "/progress",
    "log": "/log",
    "more": "/more",
}
