"""Sentences of the sign-in library that our people should read in our words.

Marked here, they stand in our message catalogue, and ours is asked before the library's: the library's
Indonesian speaks of "autentikasi" where the rest of the site says "masuk dua langkah".
"""

from django.utils.translation import gettext_noop

SIGN_IN_WORDS = (
    gettext_noop("Two-Factor Authentication"),
    gettext_noop("Authenticator App"),
    gettext_noop("An authenticator app is not active."),
    gettext_noop("Authentication using an authenticator app is active."),
    gettext_noop("Activate Authenticator App"),
    gettext_noop("Deactivate Authenticator App"),
    gettext_noop("Authenticator secret"),
    gettext_noop("Authenticator code"),
    gettext_noop("Recovery Codes"),
    gettext_noop("No recovery codes set up."),
    gettext_noop("Confirm Access"),
    gettext_noop("Please reauthenticate to safeguard your account."),
    gettext_noop("Enter your password:"),
    gettext_noop("Enter an authenticator code:"),
    gettext_noop("Change Password"),
    gettext_noop("Current Password"),
    gettext_noop("New Password"),
    gettext_noop("New Password (again)"),
    gettext_noop("Forgot your password?"),
    gettext_noop("Email"),
    gettext_noop("Email address"),
)
