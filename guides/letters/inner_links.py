"""`lettera:…` leads to a letter by any name that its address ever had."""

from guides.guide import link_places, links_by_slug

links_by_slug.register("lettera:", model="guides.FormLetter", kind="lettera")
link_places.register_list("letters", "Tutte le lettere")
