"""How every form of the site is drawn: `{{ form }}` alone is right, `{% field bound=form.name %}` for one."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms use templates/ui/form.html and templates/ui/field.html."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
