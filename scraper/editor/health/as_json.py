"""An archive's health for programs."""

import json

from scraper.editor.health.health import Health


def as_json(health: Health) -> str:
    """Return the whole of it as JSON: dates in ISO 8601, weeks as "2024-W11", files below the folder of tips."""
    whole = {
        "today": health.today.isoformat(),
        "tips": {"published": health.published, "drafts": health.drafts, "scheduled": health.scheduled},
        "newest": str(health.newest.path) if health.newest else None,
        "concerns": {
            concern.kind.name: {
                "heading": concern.kind.heading,
                "advice": concern.kind.advice,
                "tips": [{"file": str(one.path), "title": one.title, "detail": one.detail} for one in concern.cases],
            }
            for concern in health.concerns
        },
        "weeks": {
            "years": {str(year.number): year.weeks for year in health.years},
            "without_a_tip": [
                {
                    "first": f"{gap.first.year}-W{gap.first.number:02}",
                    "last": f"{gap.last.year}-W{gap.last.number:02}",
                    "weeks": gap.weeks,
                }
                for gap in health.gaps
            ],
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
