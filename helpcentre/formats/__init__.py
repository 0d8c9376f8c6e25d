"""How the desk writes dates, numbers and times, where Django's own way is not an Italian's."""
