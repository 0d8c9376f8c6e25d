"""What is kept about people, for how long, and how it goes. Registries: this room knows no other.

retention     Expiry: each room registers what it keeps and for how long; `forget_old_data`
held          Holder: each room registers what it holds about an e-mail address; export, erasure
erasures      the ledger of what a restore from a backup must not bring back
forms, views  the administrator's page: see, download, erase
"""
