"""Line drawings of the pay pages, on a field of 24 by 24."""

SHAPES = {
    "card": '<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="M3 10h18M7 15h4"/>',
    "phone": '<rect x="7" y="3" width="10" height="18" rx="2.5"/><path d="M10.5 17.8h3"/>',
    "wallet": '<path d="M4 8.5v8A2.5 2.5 0 0 0 6.5 19h11a2.5 2.5 0 0 0 2.5-2.5v-6A2.5 '
    '2.5 0 0 0 17.5 8H5.5A1.5 1.5 0 0 1 5.5 5H17"/><path d="M15.5 13.5h.5"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2.5"/>'
    '<path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "flask": '<path d="M10 3.5v5.5L5.3 17.5A2 2 0 0 0 7 20.5h10a2 2 0 0 0 1.7-3L14 '
    '9V3.5M8.5 3.5h7M8 14.5h8"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "tick": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "cross": '<path d="m6.5 6.5 11 11m0-11-11 11"/>',
}


def icon(name: str) -> str:
    """A drawing as inline SVG, for the eye only."""
    return (
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{SHAPES[name]}</svg>'
    )
