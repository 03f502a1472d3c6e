"""What a client asks for, each with `register(server)`: findings, repairs, completion, hover, outline."""
