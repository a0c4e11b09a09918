"""The ten-minute test: finds out with its owner how a body behaves on the grip's two lines.

plan: what the grip does and what is asked. agenda: what comes next, and what is asked again. findings: what the
answers say. verdict: what follows for the camera file. dialogue, terminal: the talk. state, write, share: what is kept.
"""
