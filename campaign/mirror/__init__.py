"""The public site as plain files, for a stick, a mirror, or a day without us.

Every page is asked for as anybody asks for it, so a copy holds what the public
reads and nothing else. `crawling` fetches, `rewriting` makes links lead to files,
`folder` puts the finished copy in its place.
"""

from campaign.mirror.folder import NotCopied
from campaign.mirror.making import Copied, make

__all__ = ["Copied", "NotCopied", "make"]
