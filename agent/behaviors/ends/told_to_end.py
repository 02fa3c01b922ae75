"""The API asks for the end: somebody completes the session over HTTP while it is being spoken."""

from livekit import rtc

from agent.live import LiveInterview
from core.interview import END_TOPIC
from core.move import Reason


def attach(live: LiveInterview) -> None:
    """Say goodbye and end when the server's own message says so; nobody else's counts."""

    def on_data(packet: rtc.DataPacket) -> None:
        if packet.topic != END_TOPIC or packet.participant is not None:
            return
        live.ending.left_to_assess()
        if live.absent:
            live.run(live.ending.leave())
        else:
            live.run(live.ending.say_goodbye(live.asides["goodbye"], Reason.COMPLETED_OVER_HTTP))

    live.room.on("data_received", on_data)
