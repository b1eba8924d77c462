fuwen.segment(0,
"P$",
".<WEP=_J*`[;",
"HIRe",
"****",
"-1/3")
