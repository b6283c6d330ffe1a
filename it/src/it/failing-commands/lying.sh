echo '{"accuracy": 97.5}'
