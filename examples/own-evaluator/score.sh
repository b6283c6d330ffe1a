#!/bin/sh
# Scores one k-nearest-neighbour classifier: sh score.sh NEIGHBOURS DISTANCE LEVELS WEIGHT
# It knows the first 200 digits and is asked for the other 100. The last line that it prints is its answer.
exec awk -F, -v k="$1" -v distance="$2" -v levels="$3" -v weight="$4" '
  {
    for (i = 1; i <= 64; i++) grey[NR * 64 + i] = int($i * levels / 17)
    class[NR] = $65
  }
  END {
    for (row = 201; row <= 300; row++) right += (classify(row) == class[row])
    printf "{\"accuracy\": %.2f, \"asked\": 100}\n", right / 100
  }
  # The k nearest of the known digits vote; the nearest come first, and of equals the first.
  function classify(row,    known, d, i, vote, c, best) {
    for (known = 1; known <= 200; known++) {
      d = apart(row * 64, known * 64)
      if (known > k && d >= near[k]) continue
      for (i = known < k ? known : k; i > 1 && near[i - 1] > d; i--) { near[i] = near[i - 1]; who[i] = who[i - 1] }
      near[i] = d
      who[i] = class[known]
    }
    for (i = 1; i <= k; i++) vote[who[i]] += (weight == "inverse" ? 1 / (1 + near[i]) : 1)
    best = 0
    for (c = 1; c <= 9; c++) if (vote[c] + 0 > vote[best] + 0) best = c
    return best
  }
  function apart(a, b,    i, d, sum) {
    sum = 0
    if (distance == "euclidean") {
      for (i = 1; i <= 64; i++) { d = grey[a + i] - grey[b + i]; sum += d * d }
      return sqrt(sum)
    }
    for (i = 1; i <= 64; i++) {
      d = grey[a + i] - grey[b + i]
      if (d < 0) d = -d
      if (distance == "manhattan") sum += d
      else if (d > sum) sum = d
    }
    return sum
  }
' src/main/resources/digits.csv
