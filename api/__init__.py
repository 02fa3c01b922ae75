"""The HTTP shell: routes one file per resource, each thin over a service."""
