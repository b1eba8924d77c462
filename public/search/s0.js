fuwen.segment(0,
"P$",
".<WEP=_J*Z[;",
"HPXh",
"****",
"-1/3")
