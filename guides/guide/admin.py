from django.contrib import admin

from guides.guide.models import Guide, Section, Source


class SectionInline(admin.StackedInline):
    model = Section
    extra = 0


class SourceInline(admin.TabularInline):
    model = Source
    extra = 0


@admin.register(Guide)
class GuideAdmin(admin.ModelAdmin):
    inlines = [SectionInline, SourceInline]
    prepopulated_fields = {"slug": ["title"]}
