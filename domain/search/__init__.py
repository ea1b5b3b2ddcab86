"""Finding things: how texts and questions are cut so that they meet in the index.

`folding` and `words` cut, `bags` says by what a product is found, `phrases` reads prices and
wishes out of a sentence, `plans` says what is asked of the index, and in what order.
"""
