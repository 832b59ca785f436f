"""ALL IN: the system a service centre for migrant organisations runs on."""

__version__ = "0.1.0"
