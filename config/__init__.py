"""The site: settings, URLs and security headers. Knows both rooms."""
