# train.sh IDENTITY EPOCHS DIRECTORY: goes on after the epochs that its state tells of, and writes down each one.
done=0
[ -f "$3/state" ] && done=$(cat "$3/state")
while [ "$done" -lt "$2" ]; do
  done=$((done + 1))
  echo "$1 $done" >>trained.txt
done
echo "$done" >"$3/state"
checksum=$(printf %s "$1" | cksum | cut -d ' ' -f 1)
printf '{"accuracy": 0.%03d}\n' $((checksum % 100 * done))
