fuwen.segment(0,
"@",
"zM$.4",
"HIRe",
"****",
"-1/3")
