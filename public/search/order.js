fuwen.order("((((")
