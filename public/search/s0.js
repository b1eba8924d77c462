fuwen.segment(0,
"",
"A在数A沙科",
"HIRe",
"****",
"-1/3")
