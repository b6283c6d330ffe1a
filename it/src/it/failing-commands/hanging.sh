echo "waiting for a GPU"
sleep 600
