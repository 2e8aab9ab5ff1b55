"""What is asked of a built site, of a branch, and of the place where both are published: a room a command.

site/      a built site, before it is published       `tips check-site`
branch/    what a branch would change                 `tips changes`
harvest/   what the sources have, as a pull request   `tips propose`
kind.py    what a file of a site is
"""
