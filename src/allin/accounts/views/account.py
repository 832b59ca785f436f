from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.accounts import operations
from allin.accounts.forms import AccountForm
from allin.accounts.models import SecondFactorDuty, SignIn, User
from allin.accounts.permissions import is_signed_in
from allin.core.http import Request, requires


@requires(is_signed_in)
def account(request: Request) -> HttpResponse:
    """Show and change name, language and look; list where one is signed in."""
    user = _user(request)
    start = {"name": user.name, "language": user.language, "theme": user.theme}
    form = AccountForm(request.POST or None, initial=start)
    if form.is_valid():
        operations.change_account(user=user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds from the next page on."))
        return _speaking(redirect("accounts:account"), user.language)
    about = {
        "form": form,
        "email": user.email,
        "sign_ins": SignIn.objects.filter(user=user).order_by("-began_at"),
        "here": request.session.session_key,
        "factors": Authenticator.objects.filter(user=user).count(),
    }
    return render(request, "accounts/account.html", about)


def _user(request: Request) -> User:
    return User.objects.get(pk=request.person.id or 0)


def _speaking(response: HttpResponseRedirect, language: str) -> HttpResponseRedirect:
    """Let this browser speak the language the account speaks."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31_536_000,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return response


@require_POST
@requires(is_signed_in)
def sign_out_elsewhere(request: Request) -> HttpResponse:
    """End every sign-in of this account but the present one."""
    user = _user(request)
    operations.sign_out_elsewhere(user=user, but=request.session.session_key or "")
    messages.success(request, _("You are signed in here only."))
    return redirect("accounts:account")


@requires(is_signed_in)
def second_factor(request: Request) -> HttpResponse:
    """Say why a second factor is needed, and lead to setting one up."""
    user = _user(request)
    owes = SecondFactorDuty.objects.filter(user=user).exists()
    factors = Authenticator.objects.filter(user=user).exists()
    about = {"owes": owes, "factors": factors}
    return render(request, "accounts/second_factor.html", about)
