"""The two things that pyproject.toml cannot say: packages that are found, beside one that is mapped."""

from setuptools import find_packages, setup

setup(
    # Found, so that a new package cannot be missing from a wheel. The policy files stay in models/, where
    # people edit them, and are installed as planner._models: a wheel has no folder beside the package.
    packages=[*find_packages(include=["planner", "planner.*"]), "planner._models"],
    package_dir={"planner._models": "models"},
)
