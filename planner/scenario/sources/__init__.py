"""Strict readers of YAML and CSV: plain values with the place each was found at."""

from planner.scenario.sources.csv_source import Row, Table, read_csv
from planner.scenario.sources.place import Location, location_text
from planner.scenario.sources.yaml_source import Plain, YamlFile, read_yaml

__all__ = ["Location", "Plain", "Row", "Table", "YamlFile", "location_text", "read_csv", "read_yaml"]
