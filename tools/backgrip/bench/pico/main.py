import bench_main  # noqa: F401  in the bench's image only; the grip's own main.py is frozen beside it as grip_main
