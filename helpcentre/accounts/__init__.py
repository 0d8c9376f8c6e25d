"""Who gets in at the desk, and what is asked before.

half_in                                  who has given the password and not yet the second factor:
                                         nobody, for every page
door, second_step, within_a_page         after a password: on a page, within a page that is written
owner                                    a code by letter, before the first second step
first_time, app_setup, recovery_page     preparing a second step; recovery codes, shown once
factors, recovery, passkeys              what somebody has besides the password
security, shown_of_people, resetting     «La tua sicurezza»; what administrators see and take away
changes, letters, held_about              what of it is recorded, told, and held about a person
sessions_page, session_ages              «Le tue sessioni»; when a session ends, and its warning
inviting, invitations                    a person added by letter; where the letter leads
asked_again, password_again              «Conferma che sei tu»: its page; the form that asks
tries, known_device                      every door's tries, counted; who is never kept out
addresses, people_addresses              all these pages' addresses
"""
