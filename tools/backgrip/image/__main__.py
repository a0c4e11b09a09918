from backgrip.image.cli import main

main()
