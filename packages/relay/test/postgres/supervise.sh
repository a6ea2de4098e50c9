# Runs a server as a child and ends it when told, or when whoever started this has gone.
#
# usage: sh supervise.sh <folder> <command> [argument ...]
# One line on the standard input names the signal that ends the server. The end of the input means that the test's process
# has ended, in whatever way: the server is killed then and the folder removed.
folder=$1
shift
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
{
  if read -r signal <&3; then
    kill -s "$signal" "$server"
  else
    : >"$folder/abandoned"
    kill -s QUIT "$server"
  fi
} &
reader=$!
wait "$server"
code=$?
kill "$reader" 2>/dev/null
if [ -e "$folder/abandoned" ]; then rm -rf "$folder"; fi
exit "$code"
