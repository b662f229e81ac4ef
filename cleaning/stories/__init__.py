"""Which reports are one story: fingerprints of texts and the comparison of two of them. Pure; the index is the store's."""
