"""Runs Congeal's benchmark command in a process of its own, for the scripts beside this one."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

JAR = Path(__file__).parents[1] / "samples/target/congeal.jar"


def measure(*options, jar=JAR, java=()):
    """What `benchmark` found, as a dict; ends this program with a sentence if it cannot be run.

    `java` are options for the JVM, which needs none.
    """
    if not Path(jar).exists():
        sys.exit(f"{jar} is not there; make it with: mvn -q -Dmaven.test.skip package")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["java", *java, "-jar", str(jar), "benchmark", *map(str, options)]
        print("+", *command, file=sys.stderr)
        command += ["--json", str(report)]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
            sys.exit("the benchmark failed")
        return json.loads(report.read_text())
