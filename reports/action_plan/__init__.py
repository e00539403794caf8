"""What the organisation is going to do: its plan on screen and paper, and a mail to look back."""
