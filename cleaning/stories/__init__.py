"""Which reports are one story: fingerprints of texts and the comparison of two. Pure; the index is the store's."""
