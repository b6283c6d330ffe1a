echo "scoring $1"
echo "CUDA out of memory" >&2
exit 7
