from cta_batch.cli.app import main

main()
