"""What runs locally and what is deployed are the same processes."""

import re
from importlib.util import find_spec

import pytest
import yaml
from honcho.environ import parse_procfile

from tests.house.sources import ROOT


def _processes(name: str) -> dict[str, str]:
    return dict(parse_procfile((ROOT / name).read_text(encoding="utf-8")).processes)


def test_the_local_run_has_five_processes() -> None:
    assert list(_processes("Procfile.local")) == ["livekit", "speech", "language", "worker", "web"]


def test_what_is_deployed_is_what_runs_locally() -> None:
    local = _processes("Procfile.local")
    deployed = _processes("Procfile")
    assert deployed == {"web": local["web"], "worker": local["worker"]}


@pytest.mark.parametrize("process", ["speech", "language", "worker", "web"])
def test_every_process_has_its_module(process: str) -> None:
    command = _processes("Procfile.local")[process]
    module = re.search(r"python -m ([\w.]+)", command)
    assert module is not None
    assert find_spec(module[1]) is not None


def test_the_room_server_is_reached_through_loopback_and_heard_on_every_own_address() -> None:
    config = yaml.safe_load((ROOT / "livekit.yaml").read_text(encoding="utf-8"))
    assert config["bind_addresses"] == ["127.0.0.1"]
    # Firefox forms no pair with a loopback address, so none of the others may be left out
    assert not {"node_ip", "ips", "interfaces"} & config["rtc"].keys()
    assert config["rtc"]["enable_loopback_candidate"] is True
    assert config["rtc"]["tcp_port"] > 0


def test_a_local_run_names_no_server_of_the_internet_to_anybody() -> None:
    config = yaml.safe_load((ROOT / "livekit.yaml").read_text(encoding="utf-8"))
    assert config["rtc"]["use_external_ip"] is False
    assert config["rtc"]["stun_servers"] == [f"127.0.0.1:{config['rtc']['udp_port']}"]


def test_the_room_servers_keys_are_not_in_git() -> None:
    config = yaml.safe_load((ROOT / "livekit.yaml").read_text(encoding="utf-8"))
    assert "keys" not in config
    assert "webhook" not in config
