"""English as every stage shares it: words, names, numbers, cues and the grammar of a parse."""
