"""What talks to the outside: the mail server, and gateways for SMS and WhatsApp."""
