echo '{"accuracy": NaN}'
