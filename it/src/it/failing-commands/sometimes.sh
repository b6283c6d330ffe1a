if [ $(($2 % 4)) -eq 0 ]; then
  echo "no network for seed $2" >&2
  exit 1
fi
echo "{\"accuracy\": 0.$(($2 % 9 + 1))}"
